export const FURTHER: { name: string }[] = []
