/** The calls of OSS in the words of the table. */
export const kinds = {
  GetBucketInfo: "info",
  GetBucketReplicationLocation: "locations",
  GetBucketReplication: "list",
  PutBucketReplication: "put",
  DeleteBucketReplication: "delete",
  PutBucketRTC: "rtc",
} as const;

export type Kind = (typeof kinds)[keyof typeof kinds];
export type Calls = Record<Kind, number>;

export const noCalls: Calls = { info: 0, locations: 0, list: 0, put: 0, delete: 0, rtc: 0 };

/** How often each was made, by the emulator's names; a call that no table has a word for is a mistake of the bench. */
export function countCalls(operations: string[]): Calls {
  const calls = { ...noCalls };
  for (const operation of operations) {
    const kind = kinds[operation as keyof typeof kinds];
    if (kind === undefined) throw new Error(`The bench knows no call ${operation}.`);
    calls[kind]++;
  }
  return calls;
}

export function readsOf({ info, locations, list }: Calls): number {
  return info + locations + list;
}

export function totalOf(calls: Calls): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

/** As in "100 put, 120 info". */
export function callsText(calls: Calls): string {
  const made = Object.entries(calls).filter(([, count]) => count > 0);
  return made.map(([kind, count]) => `${count} ${kind}`).join(", ") || "none";
}
