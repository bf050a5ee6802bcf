/** One request to show in the API's description. */
export interface ExampleRequest {
  readonly operationId: string;
  /** Key among the examples of its operation. */
  readonly name: string;
  readonly summary: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is, with the content type among the headers. */
  readonly body?: unknown;
}
