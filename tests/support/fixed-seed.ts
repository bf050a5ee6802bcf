import fc from "fast-check";

/** Loaded before the tests in CI: there every run draws the same cases, elsewhere each draws new ones. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_260_302 });
