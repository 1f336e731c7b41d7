// As nowasm.d.ts.

export { default } from './nowasm.js'
