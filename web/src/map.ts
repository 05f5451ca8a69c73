/** The map: Natural Earth's states from this server, areas for states and dots or rings for places. No tiles, no other host. */
import maplibregl from "maplibre-gl/dist/maplibre-gl-csp";
import "maplibre-gl/dist/maplibre-gl.css";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import "./map.css";

interface Spot {
  name: string;
  country: string | null;
  precision: string;
  is_point: boolean;
  reports: number;
  origins: number;
  acts: string[];
  claims: string[];
}
interface Way {
  name: string;
  to: string;
  done: boolean;
  claims: string[];
}
type Place = GeoJSON.Feature<GeoJSON.Point | null, Spot>;

const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const MOST_NAMED = 60;
const LETTER_WIDE = 6.5;
const LINE_HIGH = 14;
const INK = dark ? "#d7dde2" : "#26323a";
const COLOURS = { sea: dark ? "#12202a" : "#e8f0f4", land: dark ? "#23323d" : "#fbfaf6", told: dark ? "#6b5a2a" : "#f3dfa2" };

async function load(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** Names of states as Natural Earth writes them, by how often the places name them. */
async function statesOf(spots: Place[]): Promise<Map<string, number>> {
  const codes = new Map<string, number>();
  for (const spot of spots) {
    const code = spot.properties.country;
    if (code) codes.set(code, (codes.get(code) ?? 0) + spot.properties.origins);
  }
  return codes;
}

function describe(spot: Spot): HTMLElement {
  const box = document.createElement("div");
  const head = document.createElement("b");
  head.textContent = spot.name;
  const told = document.createElement("p");
  told.textContent = `${spot.precision} · ${spot.claims.length} claims, ${spot.reports} reports, ${spot.origins} origins`;
  const link = document.createElement("a");
  link.href = `/claims?near=${encodeURIComponent(spot.name)}`;
  link.textContent = "claims";
  box.append(head, told, link);
  return box;
}

/** A small triangle that points along its line. */
function arrowhead(): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 18;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = INK;
  pen.beginPath();
  pen.moveTo(2, 2);
  pen.lineTo(16, 9);
  pen.lineTo(2, 16);
  pen.fill();
  return pen.getImageData(0, 0, 18, 18);
}

function describeWay(way: Way): HTMLElement {
  const box = document.createElement("div");
  const head = document.createElement("b");
  head.textContent = `${way.name} → ${way.to}`;
  const told = document.createElement("p");
  told.textContent = `${way.done ? "told as done or under way" : "not told as done"} · ${way.claims.length} claims`;
  const link = document.createElement("a");
  link.href = `/claims/${encodeURIComponent(way.claims[0] ?? "")}`;
  link.textContent = "the first of them";
  box.append(head, told, link);
  return box;
}

/** Names beside the places that most is told of; one that would cover another is left out until there is room. */
function nameSpots(map: maplibregl.Map, placed: GeoJSON.Feature<GeoJSON.Point, Spot>[]): void {
  const most = [...placed].sort((a, b) => b.properties.origins - a.properties.origins).slice(0, MOST_NAMED);
  const labels = most.map((spot) => {
    const element = document.createElement("span");
    element.className = "name";
    element.textContent = spot.properties.name;
    const at = spot.geometry.coordinates as [number, number];
    new maplibregl.Marker({ element, anchor: "left", offset: [9, 0] }).setLngLat(at).addTo(map);
    return { element, at };
  });
  const tidy = (): void => {
    const kept: { x: number; y: number; wide: number }[] = [];
    for (const { element, at } of labels) {
      const { x, y } = map.project(at);
      const wide = element.textContent!.length * LETTER_WIDE + 12;
      const covers = kept.some((k) => Math.abs(k.y - y) < LINE_HIGH && x < k.x + k.wide && k.x < x + wide);
      element.style.visibility = covers ? "hidden" : "visible";
      if (!covers) kept.push({ x, y, wide });
    }
  };
  map.on("move", tidy);
  tidy();
}

async function draw(box: HTMLElement): Promise<void> {
  const [world, places, codes] = (await Promise.all([
    load("/static/countries.json"),
    load(box.dataset.places ?? ""),
    load("/static/iso.json"),
  ])) as [Topology, GeoJSON.FeatureCollection<GeoJSON.Point | GeoJSON.LineString | null, Spot | Way>, Record<string, string>];
  const spots = places.features.filter((f) => f.geometry?.type !== "LineString") as Place[];
  const ways = places.features.filter((f) => f.geometry?.type === "LineString") as GeoJSON.Feature<GeoJSON.LineString, Way>[];
  const told = await statesOf(spots);
  const states = feature(world, world.objects.countries as GeometryCollection) as GeoJSON.FeatureCollection;
  for (const state of states.features) {
    const code = codes[String(state.id)] ?? "";
    state.properties = { ...state.properties, code, origins: told.get(code) ?? 0 };
  }
  const placed = spots.filter((spot) => spot.geometry !== null) as GeoJSON.Feature<GeoJSON.Point, Spot>[];
  box.replaceChildren();
  maplibregl.setWorkerUrl("/static/map-worker.js");
  const map = new maplibregl.Map({
    container: box,
    attributionControl: { compact: true, customAttribution: "Natural Earth" },
    style: {
      version: 8,
      sources: {
        states: { type: "geojson", data: states },
        places: { type: "geojson", data: { type: "FeatureCollection", features: placed } },
        ways: { type: "geojson", data: { type: "FeatureCollection", features: ways } },
      },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": COLOURS.sea } },
        {
          id: "land", type: "fill", source: "states",
          paint: { "fill-color": ["case", [">", ["get", "origins"], 0], COLOURS.told, COLOURS.land] },
        },
        { id: "borders", type: "line", source: "states", paint: { "line-color": INK, "line-opacity": 0.35, "line-width": 0.7 } },
        {
          id: "ways", type: "line", source: "ways", filter: ["get", "done"],
          paint: { "line-color": INK, "line-width": 1.8, "line-opacity": 0.8 },
        },
        {
          id: "planned", type: "line", source: "ways", filter: ["!", ["get", "done"]],
          paint: { "line-color": INK, "line-width": 1.8, "line-opacity": 0.8, "line-dasharray": [2, 2] },
        },
        {
          id: "rings", type: "circle", source: "places", filter: ["!", ["get", "is_point"]],
          paint: { "circle-radius": 12, "circle-color": "transparent", "circle-stroke-color": "#d55e00", "circle-stroke-width": 2 },
        },
        {
          id: "dots", type: "circle", source: "places", filter: ["get", "is_point"],
          paint: {
            "circle-radius": ["interpolate", ["linear"], ["get", "origins"], 1, 4, 20, 10],
            "circle-color": "#0072b2", "circle-stroke-color": "#ffffff", "circle-stroke-width": 1.2,
          },
        },
      ],
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.on("load", () => {
    map.addImage("arrow", arrowhead());
    map.addLayer({
      id: "heads", type: "symbol", source: "ways",
      layout: { "symbol-placement": "line-center", "icon-image": "arrow", "icon-allow-overlap": true, "icon-size": 0.8 },
    });
    box.setAttribute("data-ready", "true");
  });
  const bounds = new maplibregl.LngLatBounds();
  for (const spot of placed) bounds.extend(spot.geometry.coordinates as [number, number]);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 60, maxZoom: 6, animate: false });
  nameSpots(map, placed);
  for (const layer of ["dots", "rings"]) {
    map.on("click", layer, (event) => {
      const hit = event.features?.[0];
      if (!hit) return;
      const spot = placed.find((p) => p.properties.name === hit.properties.name);
      if (spot) new maplibregl.Popup().setLngLat(event.lngLat).setDOMContent(describe(spot.properties)).addTo(map);
    });
  }
  for (const layer of ["ways", "planned"]) {
    map.on("click", layer, (event) => {
      const hit = event.features?.[0];
      const way = ways.find((w) => w.properties.name === hit?.properties.name && w.properties.to === hit?.properties.to);
      if (way) new maplibregl.Popup().setLngLat(event.lngLat).setDOMContent(describeWay(way.properties)).addTo(map);
    });
  }
  for (const layer of ["dots", "rings", "ways", "planned"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}

const box = document.querySelector<HTMLElement>("#map");
if (box) {
  draw(box).catch((error: unknown) => {
    const told = document.createElement("p");
    told.textContent = `The map could not be drawn (${String(error)}); the table below holds all that it shows.`;
    box.replaceChildren(told);
  });
}
