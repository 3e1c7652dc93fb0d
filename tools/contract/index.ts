export type { Catalog } from "./catalog/index.ts";
export type { FaultKind, FaultRule } from "./faults/index.ts";
export { FaultsError, parseFaults, readFaultsFile } from "./faults/index.ts";
export { type EndpointName, endpointNames } from "./http/endpoint.ts";
export type { RecordedRequest } from "./http/record.ts";
export { type Contract, type ContractOptions, startContract } from "./server.ts";
