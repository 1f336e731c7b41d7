// nowasm.js and nowasm-signals.js are no TypeScript: what they are stands in xtask/src/build/nowasm.rs.

/** The core as plain JavaScript: what it imports in, what it exports out. */
declare const core: (imports: object) => object
export default core
