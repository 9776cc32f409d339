import { withoutEcho } from "../../../provider/lifecycle/engine/echo";
import { noteLine } from "../../../provider/lifecycle/engine/notes";
import { forTheEngine, ReplicationError } from "../../../provider/lifecycle/errors";

/** As @pulumi/pulumi, cmd/dynamic-provider, prints what check, diff, read and delete throw. */
const echoOf = (error: Error) => `${error}: ${error.stack}`;

function printed(...args: unknown[]): unknown[] {
  const lines: unknown[] = [];
  withoutEcho((...each) => lines.push(...each))(...args);
  return lines;
}

it("a failure that the engine tells beside the resource is not printed as well", () => {
  const failure = forTheEngine(new ReplicationError("Rule r of bucket src is still closing.", "Timeout"));
  expect(printed(echoOf(failure as Error))).toEqual([]);
});

it.each([
  echoOf(forTheEngine(new TypeError("a bug")) as Error),
  noteLine({ kind: "note", text: "rule from src to dst" }),
  "",
  new Error("no text"),
])("%s is printed", (line) => {
  expect(printed(line, 2)).toEqual([line, 2]);
});
