export { createCatalogPort } from "../../src/server/catalog/catalog-port";
