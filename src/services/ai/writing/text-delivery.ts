import type { WriteOptions, WrittenTexts } from "../text-request.ts";

/** Streams texts to a caller, so that in the end the caller has exactly the answer's texts. */
export interface TextDelivery {
  /** Receives texts that are checked while others are still being written. */
  readonly early: NonNullable<WriteOptions["onText"]>;
  /** Sends the missing texts. If an earlier text is not part of the answer, everything is retracted first. */
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
