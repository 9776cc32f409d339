import * as pulumi from "@pulumi/pulumi";
import { ownerOf } from "../../../provider/lifecycle/ownership";
import { identityOf } from "../../../provider/resources/registration";

const TYPE = "pulumi-nodejs:dynamic/oss:ReplicationRule";

async function inStack(project: string, stack: string): Promise<void> {
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({ id: name, state: inputs });
  await pulumi.runtime.setMocks({ newResource, call: ({ inputs }) => inputs }, project, stack);
}

const urnOf = (parent?: pulumi.Resource) =>
  new Promise<string>((resolve) => pulumi.createUrn("logs", TYPE, parent).apply(resolve));

it("the owner of a rule is its place in organisation, project and stack, though one process runs several stacks", async () => {
  const owners: string[] = [];
  for (const [project, stack] of [
    ["p", "dev"],
    ["p", "prod"],
    ["q", "dev"],
  ] as const) {
    await inStack(project, stack);
    const owner = await identityOf(TYPE, "logs", undefined).owner;
    expect(owner).toBe(ownerOf("organization", await urnOf()));
    owners.push(owner);
  }
  expect(new Set(owners).size).toBe(3);
});

it("a parent is part of it, whichever it is", async () => {
  await inStack("p", "dev");
  const parents = ["one", "two"].map((name) => new pulumi.ComponentResource(`my:index:${name}`, name));
  const owners = await Promise.all(
    [undefined, ...parents, ...parents].map((parent) => identityOf(TYPE, "logs", { parent }).owner),
  );
  expect(new Set(owners).size).toBe(3);
  expect(owners[1]).toBe(ownerOf("organization", await urnOf(parents[0])));
});
