import { get, put, to } from "./support/calls";
import { at } from "./support/client";
import { using } from "./support/start";

const role = "<SyncRole>oss-sync</SyncRole>";
const key =
  "<EncryptionConfiguration><ReplicaKmsKeyID>c4d49f85-****</ReplicaKmsKeyID></EncryptionConfiguration>";
const criteria = (status: string) =>
  `<SourceSelectionCriteria><SseKmsEncryptedObjects>${status}</SseKmsEncryptedObjects></SourceSelectionCriteria>`;
const enabled = criteria("<Status>Enabled</Status>");
const disabled = criteria("<Status>Disabled</Status>");

interface Kept {
  role?: string;
  status?: string;
  key?: string;
}
const masked = "c4d49f85-****";

/** What is stored and read back, as live tests of the Python SDKs show it. */
const rows: [what: string, sent: string, read: Kept][] = [
  ["role, enabled, key", role + enabled + key, { role: "oss-sync", status: "Enabled", key: masked }],
  [
    "role, disabled, key: the key is dropped",
    role + disabled + key,
    { role: "oss-sync", status: "Disabled" },
  ],
  ["no role, enabled, key: nothing is kept", enabled + key, {}],
  ["no role, enabled, no key: nothing is kept", enabled, {}],
  ["no role, disabled: nothing is kept", disabled, {}],
  [
    "role, enabled, no key, as an official sample sends",
    role + enabled,
    { role: "oss-sync", status: "Enabled" },
  ],
  ["role, default status", role + criteria(""), { role: "oss-sync", status: "Disabled" }],
  ["role alone: kept, but not read back", role, {}],
  ["role and key alone", role + key, {}],
  ["an empty role is none", `<SyncRole/>${enabled}${key}`, {}],
];

test.each(rows)("%s", async (_, sent, read) => {
  await using({}, async (emulator) => {
    expect((await put(emulator, to("dst") + sent)).status).toBe(200);
    const rule = at(await get(emulator, "replication"), "ReplicationConfiguration");
    const path = (name: string) => `Rule.${name}`;
    const expectAt = (name: string, value: string | undefined) =>
      value === undefined
        ? expect(rule).not.toHaveProperty(path(name))
        : expect(rule).toHaveProperty(path(name), value);
    expectAt("SyncRole", read.role);
    expectAt("SourceSelectionCriteria.SseKmsEncryptedObjects.Status", read.status);
    expectAt("EncryptionConfiguration.ReplicaKmsKeyID", read.key);
    const kept = sent.includes(role) ? "oss-sync" : undefined;
    expect(emulator.rules("src")[0]?.syncRole).toBe(kept);
  });
});
