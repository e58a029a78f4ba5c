/** The part of JSON schema draft 7 that model files need, with VS Code's own keywords. */

export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  /** VS Code: shown instead of `description`, as Markdown. */
  readonly markdownDescription?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  /** VS Code: one text for each value of `enum`. */
  readonly enumDescriptions?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** VS Code: what completion offers to write. In a body, `^` before a text writes it without quotes. */
  readonly defaultSnippets?: readonly Snippet[];
  /** VS Code: leaves a property out of completion. */
  readonly doNotSuggest?: boolean;
}

type SchemaType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: unknown;
}
