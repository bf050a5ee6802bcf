/** Slots per generation. Only half of them are used, so that a free one is always near. */
const MAX_SLOTS = 262_144;
/** Enough for a small file. A table of the largest size takes 3 MB. */
const FIRST_SLOTS = 1024;

/**
 * Counts occurrences of very many fingerprints in bounded memory. The latest 131,072 distinct ones are remembered; older
 * ones until as many again have arrived. Typed arrays are used because with a Map of this size the garbage collector
 * let the heap of an import grow by 40 MB.
 */
export class OccurrenceCounter {
  #recent = new Generation();
  #older: Generation | undefined;

  /**
   * Number of earlier occurrences of the fingerprint.
   * @param fingerprint a whole number below 2^52 from a good hash; similar values would collide in the same slots
   */
  count(fingerprint: number): number {
    const seen = this.#recent.find(fingerprint) || (this.#older?.find(fingerprint) ?? 0);
    if (this.#recent.size >= MAX_SLOTS / 2) {
      const oldest = this.#older ?? new Generation();
      oldest.clear();
      this.#older = this.#recent;
      this.#recent = oldest;
    }
    this.#recent.put(fingerprint, seen + 1);
    return seen;
  }
}

/** An open-addressed hash table from fingerprints to counts. */
class Generation {
  size = 0;
  /** Fingerprint + 1; 0 is a free slot. */
  #keys = new Float64Array(FIRST_SLOTS);
  #counts = new Uint32Array(FIRST_SLOTS);

  /** 0 when it is not present. */
  find(fingerprint: number): number {
    return this.#counts[this.#slotOf(fingerprint)] ?? 0;
  }

  put(fingerprint: number, count: number): void {
    if (this.size >= this.#keys.length / 2 && this.#keys.length < MAX_SLOTS) this.#grow();
    const slot = this.#slotOf(fingerprint);
    if (this.#keys[slot] === 0) this.size += 1;
    this.#keys[slot] = fingerprint + 1;
    this.#counts[slot] = count;
  }

  clear(): void {
    this.size = 0;
    this.#keys.fill(0);
    this.#counts.fill(0);
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = new Float64Array(keys.length * 4);
    this.#counts = new Uint32Array(keys.length * 4);
    for (const [from, key] of keys.entries()) {
      if (key === 0) continue;
      const slot = this.#slotOf(key - 1);
      this.#keys[slot] = key;
      this.#counts[slot] = counts[from] ?? 0;
    }
  }

  #slotOf(fingerprint: number): number {
    const slots = this.#keys.length;
    let slot = fingerprint % slots;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== fingerprint + 1) {
      slot = (slot + 1) % slots;
    }
    return slot;
  }
}
