import type { WriteOptions, WrittenTexts } from "../text-request.ts";

/** Gives texts to a caller who reads along, so that in the end they have exactly the answer's. */
export interface TextDelivery {
  /** Texts that are checked while others are still being written. */
  readonly early: NonNullable<WriteOptions["onText"]>;
  /** Gives what is missing; takes everything back first when something early is not in the answer. */
  final(texts: WrittenTexts["texts"]): void;
}

export function delivery(onText: WriteOptions["onText"]): TextDelivery {
  let given = new Map<string, string>();
  let isOver = false;

  const early: TextDelivery["early"] = (text) => {
    if (isOver) return;
    if (text === undefined) given = new Map();
    else given.set(text.member, text.text);
    onText?.(text);
  };
  return {
    early,
    final(texts) {
      if ([...given].some(([member, text]) => texts[member] !== text)) early(undefined);
      for (const [member, text] of Object.entries(texts)) {
        if (!given.has(member)) early({ member, text });
      }
      isOver = true;
    },
  };
}
