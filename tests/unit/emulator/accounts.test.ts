import { defaultAccount } from "../../../emulator";
import { accountsOf } from "../../../emulator/accounts";

const [a, b] = [
  { accessKeyId: "A", accessKeySecret: "a", accountId: "1" },
  { accessKeyId: "B", accessKeySecret: "b" },
];

test.each<[string, Parameters<typeof accountsOf>[0], unknown]>([
  ["nothing is given: the default", { given: [], key: {} }, [defaultAccount]],
  [
    "options come before the config, and both before the key",
    { given: [a], config: [b], key: { accessKeyId: "C", accessKeySecret: "c" } },
    [a, b, { accessKeyId: "C", accessKeySecret: "c" }],
  ],
  [
    "the key of an account that is given has that account",
    { given: [a], key: { accessKeyId: "A", accessKeySecret: "other" } },
    [a],
  ],
  [
    "half a key has the other half of the default",
    { given: [], key: { accessKeyId: "C" } },
    [{ accessKeyId: "C", accessKeySecret: "demo-sk" }],
  ],
])("%s", (_, sources, accounts) => {
  expect(accountsOf(sources)).toEqual(accounts);
});
