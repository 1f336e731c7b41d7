/// <reference types="vite/client" />
/** Put in by vite.config.ts. */
declare const __APP_VERSION__: string
declare const __SDK_NAME__: string
