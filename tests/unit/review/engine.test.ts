import {
  create,
  only,
  preview,
  replace,
  review,
  reviewJson,
  ruleInputs,
  state,
  urn,
} from "./support/previews";

const external = { external: true };
const read = () => state({ bucket: "src", region: "cn-hangzhou" }, external);

it("managing a rule that was only read is no recreation", async () => {
  const taking = { op: "replace", urn: urn("logs"), oldState: read(), newState: { inputs: ruleInputs() } };
  expect(await only(taking)).toMatchObject({ kind: "started" });
  const adopting = { ...taking, newState: { inputs: ruleInputs({ adopt: "rule-1" }) } };
  expect(await only(adopting)).toMatchObject({ kind: "adopted", risks: [] });
});

it("a rule that gives its name to one that is only read stops", async () => {
  const step = { op: "replace", urn: urn("logs"), oldState: state(ruleInputs()), newState: read() };
  expect(await only(step)).toMatchObject({ kind: "stopped", risks: ["high replication-stops"] });
});

it("a rule that is only read from now on is released", async () => {
  const oldState = state(ruleInputs());
  const step = { op: "read", urn: urn("logs"), oldState, newState: read() };
  expect(await only(step)).toMatchObject({ kind: "released", risks: [] });
  expect((await reviewJson({ ...step, oldState: read() })).changes).toEqual([]);
  const other = { ...step, urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b" };
  expect((await reviewJson(other)).others).toEqual({});
});

it("a rule that an alias renames is one, told in single steps, too", async () => {
  const whole = replace({}, { action: "PUT" }, { reasons: ["action"], more: { urn: urn("before") } });
  const steps = [
    { op: "delete-replaced", urn: urn("before"), oldState: { ...whole.oldState, pendingReplacement: true } },
    { ...whole, op: "create-replacement" },
  ];
  const { changes } = await reviewJson(...steps);
  expect(changes).toMatchObject([{ kind: "recreated", resource: "logs", gap: { timeout: "30m" } }]);
});

it("a quotation mark in a name does not end it", async () => {
  const { out } = await review(preview([create(ruleInputs({ bucket: 'a" starts "b' }))]), [
    "--format",
    "text",
  ]);
  expect(out).toContain('from bucket "a\\u{22} starts \\u{22}b" to bucket dst');
});
