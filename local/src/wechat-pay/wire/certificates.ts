import { z } from 'zod'
import { rfc3339 } from '../../gateway/china-time'
import { drawAlphanumeric } from '../../gateway/drawn'
import { ok, refuse } from '../../gateway/result'
import { seal } from './aead'
import type { Endpoint } from '../context'
import { parseAs } from './parse'
import { REFUSALS } from './refusal'

const ASSOCIATED_DATA = 'certificate'

const certificatesQuery = z.strictObject({
  algorithm_type: z.enum(['RSA', 'ALL']).optional(),
})

/** 下载平台证书 (…/doc/v3/merchant/4012551764): none, one, or two during a rotation. */
export const listCertificates: Endpoint = {
  operation: 'certificates',
  method: 'GET',
  path: '/v3/certificates',
  answer({ certificates, service, keys }, { query }) {
    const request = parseAs(certificatesQuery, query, 'query')
    if (!request.ok) return request
    const current = certificates.current()
    if (current.length === 0) return refuse(REFUSALS.noCertificates)
    const data = current.map(({ certificatePem, fromMs, serial, untilMs }) => {
      const nonce = drawAlphanumeric(service.random, 12)
      const sealing = { key: keys.apiV3Key, nonce, associatedData: ASSOCIATED_DATA }
      return {
        serial_no: serial,
        effective_time: rfc3339(fromMs),
        expire_time: rfc3339(untilMs),
        encrypt_certificate: {
          algorithm: 'AEAD_AES_256_GCM',
          nonce,
          associated_data: ASSOCIATED_DATA,
          ciphertext: seal(certificatePem, sealing),
        },
      }
    })
    return ok({ body: { data }, note: `${data.length} 张平台证书` })
  },
}
