// An alert consumer: prints each rating change that is news as one line of JSON.
//   node follow.js GROUP [--from-beginning] [--count N]
import { connect } from './connection.js'

const [group, ...options] = process.argv.slice(2)
if (!group) {
  console.error('usage: node follow.js GROUP [--from-beginning] [--count N]')
  process.exit(2)
}
const fromBeginning = options.includes('--from-beginning')
const count = options.includes('--count') ? Number(options[options.indexOf('--count') + 1]) : Infinity

const { kafka, registry } = await connect('node-follower')
// Only what is committed: the topology writes in transactions.
const consumer = kafka.consumer({ groupId: group, readUncommitted: false })
await consumer.connect()
await consumer.subscribe({ topic: 'rating-changed', fromBeginning })
let seen = 0
await consumer.run({
  eachMessage: async ({ message }) => {
    if (seen === count) return
    const { changes, version, ...inspection } = await registry.decode(message.value)
    // A record is all that the inspection changed; of what has its version it says something new.
    for (const change of changes.filter((one) => one.version === version)) {
      // The id with the version names this news for ever: drop what you have seen.
      console.log(JSON.stringify({ ...inspection, ...change, deliveryKey: `${change.id}/${change.version}` }))
      seen += 1
      if (seen === count) {
        setImmediate(() => consumer.disconnect())
        return
      }
    }
  },
})
