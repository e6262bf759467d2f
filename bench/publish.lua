-- Publishes the same schema for ever other assets. Arguments: a file with an asset's id on each line; the file of
-- the body; how many assets to pass over at first (0).
local ids = {}
local next = 0
local head, tail

function init(arguments)
  for line in io.lines(arguments[1]) do
    ids[#ids + 1] = line
  end
  next = tonumber(arguments[3]) or 0
  local body = io.open(arguments[2]):read('a')
  head = 'POST /api/v1/assets/'
  tail = '/publish HTTP/1.1\r\nHost: ' .. wrk.host .. '\r\nContent-Type: application/json\r\nContent-Length: ' .. #body
    .. '\r\n\r\n' .. body
end

function request()
  next = next % #ids + 1
  return head .. ids[next] .. tail
end
