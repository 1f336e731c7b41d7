// The project is a root of its own, whatever lies in the folders above it.
export default {
  turbopack: { root: import.meta.dirname },
}
