/** Code that verifies a request by Standard Webhooks. The raw body counts: parsed and written again it is another text. */
export const verifyTabs = [
  {
    label: 'Node',
    code: `import { Webhook } from 'standardwebhooks'; // npm install standardwebhooks

const webhook = new Webhook(process.env.WEBHOOK_SECRET);

// express.raw: the body exactly as it was sent
app.post('/webhooks', express.raw({ type: 'application/json' }), (request, response) => {
  let event;
  try {
    event = webhook.verify(request.body.toString(), request.headers);
  } catch {
    return response.sendStatus(400);
  }
  // event.id stays the same when it is sent again: handle each once
  response.sendStatus(204);
});`,
  },
  {
    label: 'Python',
    code: `import base64, hashlib, hmac, os, time
from flask import Flask, request

app = Flask(__name__)
key = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))

def is_ours(headers, body):
    id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:
        return False
    signed = hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(signed).decode()
    return any(hmac.compare_digest(one, expected) for one in headers.get("webhook-signature", "").split())

@app.post("/webhooks")
def receive():
    # get_data: the body exactly as it was sent
    if not is_ours(request.headers, request.get_data()):
        return "", 400
    # the webhook-id header stays the same when it is sent again: handle each once
    return "", 204`,
  },
  {
    label: 'Go',
    code: `// go get github.com/standard-webhooks/standard-webhooks/libraries
import standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

var webhook, _ = standardwebhooks.NewWebhook(os.Getenv("WEBHOOK_SECRET"))

func receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil || webhook.Verify(body, r.Header) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	// the webhook-id header stays the same when it is sent again: handle each once
	w.WriteHeader(http.StatusNoContent)
}`,
  },
  {
    label: 'C#',
    code: `using System.Security.Cryptography;
using System.Text;

var key = Convert.FromBase64String(secret["whsec_".Length..]);

app.MapPost("/webhooks", async (HttpRequest request) =>
{
    using var reader = new StreamReader(request.Body);
    var body = await reader.ReadToEndAsync();
    var id = request.Headers["webhook-id"].ToString();
    var timestamp = request.Headers["webhook-timestamp"].ToString();
    if (!long.TryParse(timestamp, out var sent)) return Results.BadRequest();
    var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - sent;
    var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
    var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(signed));
    var isOurs = request.Headers["webhook-signature"].ToString().Split(' ')
        .Any(one => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), expected));
    // the id stays the same when it is sent again: handle each once
    return isOurs && Math.Abs(age) < 300 ? Results.NoContent() : Results.BadRequest();
});`,
  },
  {
    label: 'Known answer',
    code: `# For the tests of your own code; the age is not checked there.
secret             whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
webhook-id         evt_1
webhook-timestamp  1700000000
body               {"type":"link.opened"}
webhook-signature  v1,pmm1c2CcOba8jfe/ND96mQzQ9dH6JH5Wj0if5Jthdv8=`,
  },
] as const;
