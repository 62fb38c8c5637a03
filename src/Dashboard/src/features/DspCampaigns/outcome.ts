import type { ApiProblem } from '@/api/problems';
import { isUnknown } from '@/shared/attempts';

/** Amazon may have carried out the change. A 503 says that it was not sent. */
export const isUnconfirmed = (problem: ApiProblem) => isUnknown(problem) && problem.status !== 503;
