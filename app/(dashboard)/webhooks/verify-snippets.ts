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
    code: `# pip install standardwebhooks flask
import os
from flask import Flask, request
from standardwebhooks import Webhook, WebhookVerificationError

app = Flask(__name__)
webhook = Webhook(os.environ["WEBHOOK_SECRET"])

@app.post("/webhooks")
def receive():
    try:
        event = webhook.verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return "", 400
    # event["id"] stays the same when it is sent again: handle each once
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
    var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp);
    var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
    var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(signed));
    var isOurs = request.Headers["webhook-signature"].ToString().Split(' ')
        .Any(one => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), expected));
    // the id stays the same when it is sent again: handle each once
    return isOurs && Math.Abs(age) < 300 ? Results.NoContent() : Results.BadRequest();
});`,
  },
] as const;
