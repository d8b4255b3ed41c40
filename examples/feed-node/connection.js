// What the feed and the consumer share: the brokers, the registry, and how the contract's types look in JavaScript.
import confluent from '@kafkajs/confluent-schema-registry'
import kafkajs from 'kafkajs'
import lz4 from 'lz4js'

const { SchemaRegistry, SchemaType } = confluent
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs

// The topology compresses with LZ4, which kafkajs leaves to a library.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
})

const DAY_MILLIS = 86_400_000

/** The Avro logical type "date": days since the epoch on the wire, "YYYY-MM-DD" in JavaScript. */
class CivilDate {
  static install(avsc) {
    return class extends avsc.types.LogicalType {
      _fromValue(days) {
        return new Date(days * DAY_MILLIS).toISOString().slice(0, 10)
      }

      _toValue(text) {
        const millis = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
        return Number.isNaN(millis) ? undefined : millis / DAY_MILLIS
      }

      _resolve(type) {
        return avsc.Type.isType(type, 'int') ? this._fromValue : undefined
      }
    }
  }
}

export async function connect(clientId) {
  const { default: avsc } = await import('avsc')
  const brokers = (process.env.RATINGS_BOOTSTRAP_SERVERS ?? 'localhost:9092').split(',')
  const host = process.env.RATINGS_SCHEMA_REGISTRY_URL ?? 'http://localhost:8081/apis/ccompat/v7'
  return {
    kafka: new Kafka({ clientId, brokers, logLevel: logLevel.ERROR }),
    registry: new SchemaRegistry(
      { host },
      { [SchemaType.AVRO]: { logicalTypes: { date: CivilDate.install(avsc) } } },
    ),
  }
}
