// Waiting for a fact instead of for a time: looks often, gives up late.
import { expect } from '@playwright/test'

export const eventually = <T>(look: () => T | Promise<T>, message?: string) =>
  expect.poll(look, { intervals: [20, 40, 80, 160], timeout: 12_000, ...(message === undefined ? {} : { message }) })
