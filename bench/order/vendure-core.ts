import type { Server } from 'node:http'

/** The parts of @vendure/core that we call; it is installed by the benchmark only. */
export interface VendureCore {
  bootstrap(config: object): Promise<Application>
  readonly LogLevel: { readonly Error: number }
  readonly DefaultLogger: new (options: { readonly level: number }) => object
  readonly PaymentMethodHandler: new (config: object) => object
  configureDefaultOrderProcess(options: Readonly<Record<string, boolean>>): object
  readonly OrderService: Token<OrderService>
  readonly RequestContextService: Token<RequestContextService>
  readonly TransactionalConnection: Token<TransactionalConnection>
}

export interface Application {
  get<Service>(token: Token<Service>): Service
  getHttpServer(): Server
  close(): Promise<void>
}

type Token<Service> = abstract new (...parts: never[]) => Service

interface RequestContext {
  readonly apiType: string
}

export interface OrderService {
  findOneByCode(ctx: RequestContext, code: string): Promise<{ readonly id: number } | undefined>
  addPaymentToOrder(
    ctx: RequestContext,
    orderId: number,
    payment: { readonly method: string; readonly metadata: object },
  ): Promise<{ readonly state: string } | { readonly errorCode: string }>
}

interface RequestContextService {
  create(config: { readonly apiType: 'admin' }): Promise<RequestContext>
}

interface TransactionalConnection {
  withTransaction<Value>(
    ctx: RequestContext,
    work: (ctx: RequestContext) => Promise<Value>,
  ): Promise<Value>
}
