/** 分账关系: a permitted receiver of shares. */
export interface Relation {
  readonly type: 'userId' | 'loginName' | 'openId'
  readonly account: string
  readonly name?: string
}
