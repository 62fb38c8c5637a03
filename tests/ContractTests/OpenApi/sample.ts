// What a client writes with the generated types. It is compiled, never run.
import type { components, operations, paths } from "./generated/api";

type Json<T> = T extends { content: { "application/json": infer Body } } ? Body : never;
type Problem = components["schemas"]["Problem"];
type Accounts = Json<paths["/api/v1/accounts"]["get"]["responses"][200]>;
type Started = Json<operations["StartSync"]["responses"][202]>;
type Change = Json<NonNullable<operations["UpdateSettings"]["requestBody"]>>;

export const change: Change = { preferences: { theme: "dark", items_per_page: 20, default_account_id: null } };

export const query: operations["ListAccounts"]["parameters"]["query"] = { status: ["active", "error"], sort: "name", page_size: 100 };

export function describe(accounts: Accounts): string[] {
  return accounts.accounts.map((row) => {
    const synced: string = row.last_synced_at ?? "never";
    const country: string | null | undefined = row.metadata.country_code;
    return `${row.account_name} (${row.account_status}, ${country ?? "no country"}): ${synced}`;
  });
}

export function follow(started: Started): string {
  return `/api/v1/accounts/sync/${started.sync_id}`;
}

export function advise(problem: Problem): string {
  return problem.code === "request.invalid" ? problem.errors.map((e) => `${e.pointer}: ${e.message}`).join("\n") : problem.detail;
}

// @ts-expect-error: the values of a preference are checked.
export const unknownTheme: Change = { preferences: { theme: "purple" } };

// @ts-expect-error: so is the list of statuses.
export const unknownStatus: operations["ListAccounts"]["parameters"]["query"] = { status: ["gone"] };
