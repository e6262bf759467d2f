-- Creates assets with ever new names. Arguments: the id of the team that owns them; the number before the first name's (0); the time
-- in milliseconds, where each is to go under a key as client libraries make them.
local head, tail, keyed, moment
local count = 0

-- A version 7 UUID (RFC 9562 section 5.7); the clock goes on by a millisecond every 20 of them.
local function key()
  local now = moment + math.floor(count / 20)
  local high = math.floor(now / 65536)
  return string.format('Idempotency-Key: auto-%08x-%04x-7%03x-%04x-%06x%06x\r\n', high, now - high * 65536, math.random(0, 4095),
    math.random(32768, 49151), math.random(0, 16777215), math.random(0, 16777215))
end

function init(arguments)
  local rest = '","owner_team_id":"' .. arguments[1] .. '","resource_type":"model",'
    .. '"description":"Orders of the web shop, one row each","tags":["pii","finance"],'
    .. '"metadata":{"tier":"gold","source":"bench"}}'
  count = tonumber(arguments[2]) or 0
  moment = tonumber(arguments[3])
  local first = '{"fqn":"warehouse.sales.table_'
  local length = #first + 9 + #rest
  head = 'POST /api/v1/assets HTTP/1.1\r\nHost: ' .. wrk.host .. '\r\n'
  keyed = 'Content-Type: application/json\r\nContent-Length: ' .. length .. '\r\n\r\n' .. first
  tail = rest
end

function request()
  count = count + 1
  return head .. (moment and key() or '') .. keyed .. string.format('%09d', count) .. tail
end
