import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

/** The first page of a file is transformed and loaded while the test waits for it. */
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

/** jsdom lays nothing out, so no element ever changes its size. */
class StillResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver = StillResizeObserver;
