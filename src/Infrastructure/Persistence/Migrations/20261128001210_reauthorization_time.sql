-- Since when a connection waits for its user to connect again.
alter table public.oauth_tokens add column if not exists needs_reauth_since timestamptz;
update public.oauth_tokens set needs_reauth_since = updated_at where status = 'needs_reauth' and needs_reauth_since is null;
