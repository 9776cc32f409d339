import type { Schema } from "./schema";

/** Where the schema names something and does not describe it. */
export function missingTexts(schema: Schema): string[] {
  return described(schema)
    .filter(([, { description }]) => /^\s*({{%|$)/.test(description ?? ""))
    .map(([path]) => path);
}

type Described = [path: string, spec: { description?: string }];

function described({ config, provider, resources, functions, types }: Schema): Described[] {
  return [
    ...within("config", config.variables),
    ["provider", provider],
    ...within("provider", provider.inputProperties),
    ...each(resources, (name, { properties = {}, inputProperties }) => [
      ...within(`${name}, output`, properties),
      ...within(`${name}, argument`, inputProperties),
    ]),
    ...each(functions, (name, { inputs, outputs }) => [
      ...within(`${name}, argument`, inputs.properties),
      ...within(`${name}, result`, outputs.properties),
    ]),
    ...each(types, (name, type) =>
      "enum" in type
        ? type.enum.map((word): Described => [`${name}.${word.value}`, word])
        : within(name, type.properties),
    ),
  ];
}

function each<T extends Described[1]>(
  specs: Record<string, T>,
  inner: (name: string, spec: T) => Described[],
): Described[] {
  return Object.entries(specs).flatMap(([name, spec]): Described[] => [[name, spec], ...inner(name, spec)]);
}

function within(path: string, specs: Record<string, Described[1]>): Described[] {
  return Object.entries(specs).map(([name, spec]) => [`${path}.${name}`, spec]);
}
