/** Preloaded into a server whose memory is measured: SIGUSR2 has it collect all garbage. */
import { shrinkHeap } from "../../src/runtime/shrink-heap.ts";

process.on("SIGUSR2", shrinkHeap);
