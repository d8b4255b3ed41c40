// A feed: one inspection as JSON on each line of standard input, each to inspection-published.
import { createInterface } from 'node:readline'
import kafkajs from 'kafkajs'
import { connect } from './connection.js'

const { Partitioners } = kafkajs

const TOPIC = 'inspection-published'
const WORDS = {
  OUTSTANDING: 'Outstanding',
  GOOD: 'Good',
  REQUIRES_IMPROVEMENT: 'Requires improvement to be good',
  INADEQUATE: 'Inadequate',
}

/** From the JSON of the outside contract to the record of the topic. */
function toEvent(inspection) {
  return {
    inspectionId: inspection.inspectionId,
    authorityId: inspection.authorityId,
    revision: inspection.revision ?? 1,
    withdrawn: inspection.withdrawn ?? false,
    withdrawnReason: inspection.withdrawnReason ?? null,
    framework: inspection.framework,
    startedOn: inspection.startedOn,
    endedOn: inspection.endedOn,
    publishedOn: inspection.publishedOn,
    grades: Object.entries(inspection.grades).map(([judgement, grade]) => ({
      judgement: judgement.toUpperCase(),
      grade,
      words: WORDS[grade],
    })),
    reportUrl: inspection.reportUrl ?? null,
  }
}

function toMessage(event, value, now) {
  return {
    key: event.authorityId, // all events of an authority in one partition, in order
    value,
    timestamp: String(now.getTime()), // when it was published to the topic, not when it was inspected
    headers: {
      ce_specversion: '1.0',
      ce_type: 'uk.regionalratings.inspection-published',
      ce_source: '/feeds/node-example',
      ce_id: `${event.inspectionId}/${event.revision}`,
      ce_subject: event.inspectionId,
      ce_time: now.toISOString(),
      'content-type': 'application/avro',
    },
  }
}

const { kafka, registry } = await connect('node-feed')
// The schema must be registered already, by ./ratings setup: a feed does not change the contract.
const schemaId = await registry.getLatestSchemaId(`${TOPIC}-value`)
// As Kafka's Java clients do it: all events of an authority in the partition that the pipeline expects.
const createPartitioner = Partitioners.DefaultPartitioner
const producer = kafka.producer({ createPartitioner, idempotent: true, maxInFlightRequests: 1 })
await producer.connect()
let published = 0
try {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const event = toEvent(JSON.parse(line))
    const value = await registry.encode(schemaId, event)
    await producer.send({ topic: TOPIC, acks: -1, messages: [toMessage(event, value, new Date())] })
    published += 1
  }
} finally {
  await producer.disconnect()
}
console.log(`${published} published`)
