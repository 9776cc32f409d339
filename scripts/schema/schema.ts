/** The part of Pulumi's package schema that we use (https://www.pulumi.com/docs/iac/extending-pulumi/schema/). */

export interface TypeSpec {
  type?: "string" | "number" | "boolean" | "array";
  items?: TypeSpec;
  $ref?: string;
}

export interface PropertySpec extends TypeSpec {
  description: string;
  default?: string | boolean;
  deprecationMessage?: string;
  willReplaceOnChanges?: true;
}

export type Properties = Record<string, PropertySpec>;

export interface ObjectSpec {
  description?: string;
  type: "object";
  properties: Properties;
  required?: string[];
}

export interface EnumSpec {
  description: string;
  type: "string";
  enum: { name: string; description: string; value: string }[];
}

export interface ResourceSpec {
  description: string;
  type?: "object";
  properties?: Properties;
  required?: string[];
  inputProperties: Properties;
  requiredInputs: string[];
  deprecationMessage?: string;
  aliases?: { type: string }[];
}

export interface FunctionSpec {
  description: string;
  deprecationMessage?: string;
  inputs: ObjectSpec;
  outputs: ObjectSpec;
}

export interface Schema {
  name: string;
  version: string;
  config: { variables: Properties };
  provider: ResourceSpec;
  types: Record<string, ObjectSpec | EnumSpec>;
  resources: Record<string, ResourceSpec>;
  functions: Record<string, FunctionSpec>;
}
