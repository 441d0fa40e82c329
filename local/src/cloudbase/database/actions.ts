import type { Actions } from '../action'
import { addCollection } from './add-collection'
import { aggregateDocuments } from './aggregate/aggregate-documents'
import { calculateDocument } from './aggregate/calculate-document'
import type { DatabaseContext } from './database'
import { getDocument } from './update/get-document'
import { insertDocument } from './update/insert-document'
import { modifyAndReturnDoc } from './update/modify-and-return-doc'
import { modifyDocument } from './update/modify-document'
import { removeDocument } from './update/remove-document'
import { transactionActions } from './transaction/transaction-actions'

/** All actions of the document database. */
export const databaseActions = (context: DatabaseContext): Actions => ({
  'database.addCollection': addCollection(context),
  'database.insertDocument': insertDocument(context),
  'database.getDocument': getDocument(context),
  'database.calculateDocument': calculateDocument(context),
  'database.modifyDocument': modifyDocument(context),
  'database.modifyAndReturnDoc': modifyAndReturnDoc(context),
  'database.removeDocument': removeDocument(context),
  'database.aggregateDocuments': aggregateDocuments(context),
  ...transactionActions(context),
})
