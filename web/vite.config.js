import { copyFileSync, mkdirSync } from "node:fs";
import { defineConfig } from "vite";

const out = "../src/reportedly/serve/static";

// MapLibre's worker must come from this server: the pages' content policy allows no other origin.
function copyFiles() {
  return {
    name: "copy-files",
    closeBundle() {
      mkdirSync(out, { recursive: true });
      copyFileSync("node_modules/maplibre-gl/dist/maplibre-gl-csp-worker.js", `${out}/map-worker.js`);
      copyFileSync("node_modules/world-atlas/countries-50m.json", `${out}/countries.json`);
      copyFileSync("src/icon.svg", `${out}/icon.svg`);
    },
  };
}

export default defineConfig({
  base: "/static/",
  build: {
    outDir: out,
    emptyOutDir: true,
    sourcemap: false,
    target: "es2022",
    rollupOptions: {
      input: { desk: "src/desk.ts", map: "src/map.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  plugins: [copyFiles()],
});
