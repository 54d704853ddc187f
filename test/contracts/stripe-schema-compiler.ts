// Compiles the `stripe` package's own declarations into JSON Schema, with the classic TypeScript checker.
import ts from 'typescript-classic';

export type JsonSchema = { [keyword: string]: unknown };

interface Compilation {
  readonly checker: ts.TypeChecker;
  readonly definitions: Record<string, JsonSchema>;
  readonly names: Map<ts.Type, string>;
  /** Resources that have a shape of their own; the others can only appear as ids. */
  readonly resources: Set<ts.Type>;
}

/** One definition for each shape in `file`'s interface `StripeShapes`, and for what they refer to. */
export function compileShapes(file: string): { $defs: Record<string, JsonSchema> } {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`no such file: ${file}`);
  const checker = program.getTypeChecker();
  const compilation: Compilation = { checker, definitions: {}, names: new Map(), resources: new Set() };
  ts.forEachChild(source, (node) => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'StripeShapes')
      compileGroups(compilation, checker.getTypeAtLocation(node));
  });
  return { $defs: compilation.definitions };
}

/** Each property is a group of shapes. All are known before any is compiled, for what they hold of each other. */
function compileGroups({ checker, ...compilation }: Compilation, groups: ts.Type): void {
  const shapes = groups.getProperties().flatMap((group) => checker.getTypeOfSymbol(group).getProperties());
  for (const shape of shapes) compilation.resources.add(checker.getTypeOfSymbol(shape));
  for (const shape of shapes)
    compilation.definitions[shape.name] = compile(
      { checker, ...compilation },
      checker.getTypeOfSymbol(shape),
    );
}

function compile(compilation: Compilation, type: ts.Type): JsonSchema {
  const simple = compileSimple(type);
  if (simple !== null) return simple;
  if (type.isUnion()) return compileUnion(compilation, type);
  if (compilation.checker.isArrayType(type)) {
    const [element] = compilation.checker.getTypeArguments(asReference(type));
    return { type: 'array', items: element === undefined ? {} : compile(compilation, element) };
  }
  return { $ref: `#/$defs/${define(compilation, type)}` };
}

/** Leaves out the SDK's open alternatives: that is what makes a misspelt state a failure. */
function compileUnion(compilation: Compilation, union: ts.UnionType): JsonSchema {
  const closed = union.types.filter((type) => !isOpenString(type) && !isAbsent(type));
  const expandable = closed.some(isText);
  const members = closed.filter(
    (type) => !(expandable && isResource(type) && !compilation.resources.has(type)),
  );
  const literals = members.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
  const booleans = members.filter(isBooleanLiteral);
  const others = members.filter((type) => !type.isStringLiteral() && !isBooleanLiteral(type));
  const schemas = [
    ...(literals.length > 0 ? [{ type: 'string', enum: literals }] : []),
    ...(booleans.length === 2 ? [{ type: 'boolean' }] : booleans.map((type) => compile(compilation, type))),
    ...others.map((type) => compile(compilation, type)),
  ];
  const [only] = schemas;
  return schemas.length === 1 && only !== undefined ? only : { anyOf: schemas };
}

/** Named, because the types refer to each other in circles. */
function define(compilation: Compilation, type: ts.Type): string {
  const known = compilation.names.get(type);
  if (known !== undefined) return known;
  const name = `t${compilation.names.size}`;
  compilation.names.set(type, name);
  compilation.definitions[name] = compileObject(compilation, type);
  return name;
}

function compileObject(compilation: Compilation, type: ts.Type): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const property of type.getProperties()) {
    const propertyType = compilation.checker.getTypeOfSymbol(property);
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    if (optional && isVoid(propertyType)) continue;
    properties[property.name] = compile(compilation, propertyType);
    if (!optional) required.push(property.name);
  }
  const index = type.getStringIndexType();
  const additionalProperties = index === undefined ? false : compile(compilation, index);
  return { type: 'object', properties, required, additionalProperties };
}

function compileSimple(type: ts.Type): JsonSchema | null {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (isBooleanLiteral(type)) return { type: 'boolean', const: isTrue(type) };
  if (isOpenString(type) || isDecimal(type)) return { type: 'string' };
  return PRIMITIVES.find(([flags]) => has(type, flags))?.[1] ?? null;
}

const PRIMITIVES: readonly (readonly [ts.TypeFlags, JsonSchema])[] = [
  [ts.TypeFlags.String, { type: 'string' }],
  [ts.TypeFlags.Number, { type: 'number' }],
  [ts.TypeFlags.Null, { type: 'null' }],
  [ts.TypeFlags.Any | ts.TypeFlags.Unknown, {}],
];

const has = (type: ts.Type, flags: ts.TypeFlags): boolean => (type.flags & flags) !== 0;
const isText = (type: ts.Type): boolean => has(type, ts.TypeFlags.String);
const isAbsent = (type: ts.Type): boolean => has(type, ts.TypeFlags.Undefined);
const isBooleanLiteral = (type: ts.Type): boolean => has(type, ts.TypeFlags.BooleanLiteral);

/** `deleted?: void` on objects that are not. */
const isVoid = (type: ts.Type): boolean =>
  type.isUnion() ? type.types.every(isVoid) : has(type, ts.TypeFlags.Void | ts.TypeFlags.Undefined);

/** The SDK's `OtherString`: `string & Record<never, never>`. */
const isOpenString = (type: ts.Type): boolean => type.isIntersection() && type.types.some(isText);

/** The SDK's own class; on the wire a decimal is a text. */
const isDecimal = (type: ts.Type): boolean => type.aliasSymbol?.name === 'Decimal';

/** Something with an id of its own, which an answer may hold in place of that id. */
const isResource = (type: ts.Type): boolean => type.getProperty('object') !== undefined;

// The checker has no other way to tell the two boolean literals apart.
const isTrue = (type: ts.Type): boolean => 'intrinsicName' in type && type.intrinsicName === 'true';

// Only asked of what `isArrayType` said yes to: every array type is a reference to `Array<T>`.
const asReference = (type: ts.Type): ts.TypeReference => type as ts.TypeReference;
