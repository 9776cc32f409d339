import { isDeepStrictEqual } from "node:util";
import type * as pulumi from "@pulumi/pulumi";
import type { Declaration, Held, Properties, ResourceType } from "./state";

type Provider = Required<pulumi.dynamic.ResourceProvider>;

/** The provider process of one command. */
export type Providers = Record<ResourceType, pulumi.dynamic.ResourceProvider>;

export interface Outcome {
  ok: boolean;
  /** Of the failure that ended the command. */
  message: string;
}

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * The order in which the engine calls a dynamic provider, and what it then writes into state (pulumi/pkg v3.250.0,
 * resource/deploy: step_generator.go, step.go), without its processes: one resource after the other, no preview, and
 * nothing more once a step has failed.
 */
export class EngineStandIn {
  state: Held[] = [];

  /** `start` begins a provider process; what one remembers does not pass to the next command. */
  constructor(private readonly start: () => Providers) {}

  up(program: Declaration[]): Promise<Outcome> {
    return this.command(async (providers) => {
      for (const declaration of program) await this.register(providers, declaration);
      await this.deleteAll(providers, ({ name, pendingDelete }) => {
        return pendingDelete === true || !program.some((declaration) => declaration.name === name);
      });
    });
  }

  destroy(): Promise<Outcome> {
    return this.command((providers) => this.deleteAll(providers, () => true));
  }

  refresh(): Promise<Outcome> {
    return this.command(async (providers) => {
      for (const held of [...this.state]) await this.read(providers, held);
    });
  }

  /** What state has of a resource that is neither gone nor replaced. */
  held(name: string): Held | undefined {
    return this.state.find((held) => held.name === name && !held.pendingDelete);
  }

  private async command(steps: (providers: Providers) => Promise<void>): Promise<Outcome> {
    try {
      await steps(this.start());
      return { ok: true, message: "" };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  private async register(providers: Providers, declaration: Declaration): Promise<void> {
    const { name, type } = declaration;
    const provider = providers[type] as Provider;
    const news = plain(declaration.properties((other) => this.held(other)?.id ?? ""));
    const old = this.held(name);
    const inputs = await checked(provider, old?.inputs ?? {}, news);
    if (old === undefined) return this.create(provider, declaration, inputs);
    const diff = await provider.diff(old.id, plain(old.outputs), plain(inputs));
    const changed = diff.changes ?? !isDeepStrictEqual(old.inputs, inputs);
    if (old.pendingReplacement || (changed && (diff.replaces?.length ?? 0) > 0))
      return this.replace(providers, declaration, old, news, diff.deleteBeforeReplace === true);
    if (changed || old.initErrors) return this.update(provider, old, inputs);
    old.inputs = inputs;
  }

  private async replace(
    providers: Providers,
    declaration: Declaration,
    old: Held,
    news: Properties,
    deleteFirst: boolean,
  ): Promise<void> {
    const provider = providers[declaration.type] as Provider;
    const inputs = await checked(provider, {}, news);
    if (deleteFirst && !old.pendingReplacement) {
      await this.deleteDependents(providers, old);
      await provider.delete(old.id, plain(old.outputs));
      old.pendingReplacement = true;
    }
    await this.create(provider, declaration, inputs, old);
  }

  private async create(
    provider: Provider,
    { name, type }: Declaration,
    inputs: Properties,
    old?: Held,
  ): Promise<void> {
    const save = (id: string, outputs: Properties, initErrors?: string[]) => {
      if (old?.pendingReplacement) this.state = this.state.filter((held) => held !== old);
      else if (old) old.pendingDelete = true;
      this.state.push({ name, type, id, inputs, outputs: plain(outputs), initErrors });
    };
    try {
      const { id, outs } = await provider.create(plain(inputs));
      save(id, outs ?? {});
    } catch (error) {
      const { id, properties, reasons } = error as {
        id?: string;
        properties?: Properties;
        reasons?: string[];
      };
      if (id !== undefined && properties !== undefined) save(id, properties, reasons ?? []);
      throw reasons?.[0] === undefined ? error : new Error(reasons.join("\n"));
    }
  }

  private async update(provider: Provider, old: Held, inputs: Properties): Promise<void> {
    const { outs } = await provider.update(old.id, plain(old.outputs), plain(inputs));
    Object.assign(old, { inputs, outputs: plain(outs ?? {}), initErrors: undefined });
  }

  /** Where a rule is deleted before its replacement, so is what cannot follow it in place. */
  private async deleteDependents(providers: Providers, { type }: Held): Promise<void> {
    if (type !== "rule") return;
    for (const rtc of this.state.filter((held) => held.type === "rtc" && !held.pendingReplacement)) {
      const provider = providers.rtc as Provider;
      const diff = await provider.diff(rtc.id, plain(rtc.outputs), { ...plain(rtc.inputs), ruleId: unknown });
      if ((diff.replaces?.length ?? 0) === 0) continue;
      await provider.delete(rtc.id, plain(rtc.outputs));
      rtc.pendingReplacement = true;
    }
  }

  /** What depends on a rule goes before it. */
  private async deleteAll(providers: Providers, isDue: (held: Held) => boolean): Promise<void> {
    const due = this.state.filter(isDue);
    for (const held of [
      ...due.filter(({ type }) => type === "rtc"),
      ...due.filter(({ type }) => type === "rule"),
    ]) {
      if (!held.pendingReplacement) {
        const provider = providers[held.type] as Provider;
        await provider.delete(held.id, plain(held.outputs));
      }
      this.state = this.state.filter((other) => other !== held);
    }
  }

  private async read(providers: Providers, held: Held): Promise<void> {
    if (held.pendingReplacement) return;
    const provider = providers[held.type] as Provider;
    const { id, props, ...rest } = await provider.read(held.id, plain(held.outputs));
    if (!id) {
      this.state = this.state.filter((other) => other !== held);
      return;
    }
    const inputs = plain((rest as { inputs?: Properties }).inputs ?? held.inputs);
    Object.assign(held, { id, outputs: plain(props ?? {}), inputs, initErrors: undefined });
    await provider.diff(id, plain(held.outputs), plain(inputs));
  }
}

async function checked(provider: Provider, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await provider.check(plain(olds), plain(news));
  if (failures?.length) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return plain(inputs ?? {});
}

/** As it comes out of the wire between engine and provider: without `undefined`, and nobody else's. */
function plain(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties));
}
