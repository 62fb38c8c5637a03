import { Skeleton } from '@/ui/skeleton';

/** The heights of the page that is coming, so that nothing moves. */
export function Skeletons() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-36 w-full rounded-lg" />
      <div className="grid grid-cols-2 gap-2 md:gap-4 lg:grid-cols-4">
        {[1, 2, 3, 4].map((i) => (
          <Skeleton key={i} className="h-22 w-full rounded-lg" />
        ))}
      </div>
      <DetailSkeletons />
    </div>
  );
}

export function DetailSkeletons() {
  return (
    <>
      <Skeleton className="h-12.5 w-full rounded-lg" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-64 w-full rounded-lg" />
        <Skeleton className="h-64 w-full rounded-lg" />
      </div>
    </>
  );
}
