import type { Account } from "./model";
import { defaultAccount } from "./options";

/** Where the command's accounts come from. */
export interface AccountSources {
  /** Of `--account`. */
  given: readonly Account[];
  /** Of the config. */
  config?: readonly Account[];
  /** Of `--access-key-id` and `--access-key-secret`, or the environment. */
  key: Partial<Pick<Account, "accessKeyId" | "accessKeySecret">>;
}

/**
 * All of them, in this order, each key once; the default account where there is none. Half a key takes its other half
 * from the default account.
 */
export function accountsOf({ given, config = [], key }: AccountSources): Account[] {
  const named = [...given, ...config];
  const hasKey = key.accessKeyId !== undefined || key.accessKeySecret !== undefined;
  const { accountId: _, ...defaultKey } = defaultAccount;
  const all = hasKey ? [...named, { ...defaultKey, ...key }] : named;
  if (all.length === 0) return [defaultAccount];
  const ids = all.map(({ accessKeyId }) => accessKeyId);
  return all.filter(({ accessKeyId }, n) => ids.indexOf(accessKeyId) === n);
}
