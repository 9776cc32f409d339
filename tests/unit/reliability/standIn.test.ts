import type * as pulumi from "@pulumi/pulumi";
import { EngineStandIn } from "../../../scripts/reliability/engine/standIn";
import type { Declaration } from "../../../scripts/reliability/engine/state";

/** What a provider is asked, in order, and what a replacement leaves in state; as the engine's gRPC log shows it. */
function world(fail: Record<string, Error> = {}, deleteBeforeReplace = false) {
  const calls: string[] = [];
  const call = async <T>(name: string, answer: T): Promise<T> => {
    calls.push(name);
    if (fail[name]) throw fail[name];
    return answer;
  };
  const rule: pulumi.dynamic.ResourceProvider = {
    check: (olds, news) => call(olds.v === undefined ? "check" : "check olds", { inputs: news }),
    diff: (_id, olds, news) =>
      call("diff", olds.v === news.v ? { changes: false } : { replaces: ["v"], deleteBeforeReplace }),
    create: (inputs) => call(`create ${inputs.v}`, { id: `id-${inputs.v}`, outs: inputs }),
    delete: (id) => call(`delete ${id}`, undefined),
    read: (id, props) => call("read", { id, props }),
  };
  const engine = new EngineStandIn(() => ({ rule, rtc: rule }));
  const program = (v: number): Declaration[] => [{ name: "r", type: "rule", properties: () => ({ v }) }];
  const did = () => calls.splice(0);
  const state = () =>
    engine.state.map(({ id, pendingDelete, pendingReplacement }) => ({
      id,
      pendingDelete,
      pendingReplacement,
    }));
  return { engine, program, did, state, fail };
}

test("created, unchanged, read, deleted", async () => {
  const { engine, program, did, state } = world();
  await engine.up(program(1));
  expect(did()).toEqual(["check", "create 1"]);
  await engine.up(program(1));
  expect(did()).toEqual(["check olds", "diff"]);
  await engine.refresh();
  expect(did()).toEqual(["read", "diff"]);
  expect(await engine.destroy()).toEqual({ ok: true, message: "" });
  expect([did(), state()]).toEqual([["delete id-1"], []]);
});

test("replaced, the new one first: what could not be deleted is deleted by the next command", async () => {
  const { engine, program, did, state, fail } = world();
  await engine.up(program(1));
  did();
  fail["delete id-1"] = new Error("busy");
  expect(await engine.up(program(2))).toEqual({ ok: false, message: "busy" });
  expect(did()).toEqual(["check olds", "diff", "check", "create 2", "delete id-1"]);
  expect(state()).toMatchObject([{ id: "id-1", pendingDelete: true }, { id: "id-2" }]);
  fail["delete id-1"] = undefined as never;
  await engine.up(program(2));
  expect([did(), state()]).toMatchObject([["check olds", "diff", "delete id-1"], [{ id: "id-2" }]]);
});

test("replaced, the old one first: a refused create leaves it deleted in state", async () => {
  const { engine, program, did, state, fail } = world({ "create 2": new Error("refused") }, true);
  await engine.up(program(1));
  did();
  await engine.up(program(2));
  expect(did()).toEqual(["check olds", "diff", "check", "delete id-1", "create 2"]);
  expect(state()).toMatchObject([{ id: "id-1", pendingReplacement: true }]);
  fail["create 2"] = undefined as never;
  await engine.up(program(2));
  expect([did(), state()]).toMatchObject([["check olds", "diff", "check", "create 2"], [{ id: "id-2" }]]);
});

test("a create that fails and leaves something is in state, and updated next time", async () => {
  const left = Object.assign(new Error("half"), { id: "half", properties: { v: 1 }, reasons: ["only half"] });
  const { engine, program, state } = world({ "create 1": left });
  expect(await engine.up(program(1))).toEqual({ ok: false, message: "only half" });
  expect(state()).toMatchObject([{ id: "half" }]);
  expect(engine.state[0]?.initErrors).toEqual(["only half"]);
});
