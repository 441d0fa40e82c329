// Loaded before anything else in builds and their children (`--import`): any connection beyond
// this machine ends the build, so that its result depends on the lock file only.
import net from 'node:net'
import dns from 'node:dns'

const LOOPBACK = ['127.0.0.1', '::1', 'localhost', '0.0.0.0']

const refuse = (host) => {
  throw new Error(`a build opens a network connection: ${host}`)
}

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args
  const { host = 'localhost', path } =
    typeof first === 'object' && first !== null ? first : { host: args[1] }
  if (path === undefined && typeof first !== 'string' && !LOOPBACK.includes(host)) refuse(host)
  return connect.apply(this, args)
}

const { lookup } = dns
dns.lookup = (host, ...rest) => (LOOPBACK.includes(host) ? lookup(host, ...rest) : refuse(host))
