/** Lists of keys that are not written, because reader and writer derive them from the same empty state. */
export type Shapes = readonly Shape[];

export interface Shape {
  readonly name: string;
  readonly keys: readonly string[];
  /** An object with these keys in this order. Copies of it have their final hidden class in V8 from the start. */
  readonly template: Readonly<Record<string, unknown>>;
}

/** All lists of keys in a value, each once, outer ones first. */
export function shapesOf(value: unknown): Shape[] {
  const shapes = new Map<string, Shape>();
  function visit(each: unknown): void {
    if (typeof each !== "object" || each === null) return;
    if (!Array.isArray(each)) {
      const shape = shapeOf(Object.keys(each));
      if (!shapes.has(shape.name)) shapes.set(shape.name, shape);
    }
    for (const member of Object.values(each)) visit(member);
  }
  visit(value);
  return [...shapes.values()];
}

export function shapeOf(keys: readonly string[]): Shape {
  return {
    name: nameOf(keys),
    keys,
    template: Object.fromEntries(keys.map((key) => [key, 0])),
  };
}

/** The name of a list of keys. */
export function nameOf(keys: readonly string[]): string {
  return JSON.stringify(keys);
}
