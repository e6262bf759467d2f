-- Reads the same asset again and again with a credential. Argument: the API key.
function init(arguments)
  wrk.headers['Authorization'] = 'Bearer ' .. arguments[1]
end
