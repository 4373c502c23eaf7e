import { defineConfig } from "vite";

export default defineConfig({
  base: "/console/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: {
      "/console/api": "http://127.0.0.1:4566",
      "/console/local": "http://127.0.0.1:4566",
      "/admin": "http://127.0.0.1:4566",
    },
  },
});
