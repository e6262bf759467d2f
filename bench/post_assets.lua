-- Creates assets with ever new names. Arguments: the id of the team that owns them; the number before the first name's (0).
local head, tail
local count = 0

function init(arguments)
  local rest = '","owner_team_id":"' .. arguments[1] .. '","resource_type":"model",'
    .. '"description":"Orders of the web shop, one row each","tags":["pii","finance"],'
    .. '"metadata":{"tier":"gold","source":"bench"}}'
  count = tonumber(arguments[2]) or 0
  local first = '{"fqn":"warehouse.sales.table_'
  local length = #first + 9 + #rest
  head = 'POST /api/v1/assets HTTP/1.1\r\nHost: ' .. wrk.host .. '\r\nContent-Type: application/json\r\nContent-Length: '
    .. length .. '\r\n\r\n' .. first
  tail = rest
end

function request()
  count = count + 1
  return head .. string.format('%09d', count) .. tail
end
