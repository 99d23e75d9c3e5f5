// Asks a server with each client and prints, a line for each, what came: node ask.mjs ADDRESS QUERY MUTATION SUBSCRIPTION
import apollo3 from 'apollo3/core/core.cjs';
import * as apollo4 from 'apollo4';
import { pipe, subscribe } from 'wonka';

const [url, query, mutation, subscription] = process.argv.slice(2);

function tell(client, kind, outcome) {
  console.log(JSON.stringify({ client, kind, ...outcome }));
}

// First is the first result of a source of urql 4 and later.
const first = (source) =>
  new Promise((resolve) => {
    const { unsubscribe } = pipe(source, subscribe((result) => {
      resolve(result);
      setTimeout(() => unsubscribe());
    }));
  });

async function urql(major) {
  const urql = await import(`urql${major}`);
  const exchanges = [urql.fetchExchange];
  const client = new urql.Client({ url, exchanges, fetchSubscriptions: true });
  const show = (kind, { data, error }) => tell(`urql ${major}`, kind, { data, error: error?.message });
  show('query', await client.query(query, {}).toPromise());
  show('mutation', await client.mutation(mutation, {}).toPromise());
  if (major >= 4) {
    show('subscription', await first(client.subscription(subscription, {})));
  }
}

async function apollo(name, { ApolloClient, HttpLink, InMemoryCache, gql }) {
  const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
  const ask = async (kind, answer) => {
    try {
      tell(name, kind, { data: (await answer).data });
    } catch (error) {
      tell(name, kind, { error: `${error.message} ${error.bodyText ?? JSON.stringify(error.result ?? '')}` });
    }
  };
  await ask('query', client.query({ query: gql(query) }));
  await ask('mutation', client.mutate({ mutation: gql(mutation) }));
  await ask('subscription', new Promise((next, error) => {
    client.subscribe({ query: gql(subscription) }).subscribe({
      next: (result) => (result.error ? error(result.error) : next(result)), error,
    });
  }));
}

for (const major of [1, 2, 3, 4, 5, 6]) {
  await urql(major);
}
await apollo('Apollo 3', apollo3);
await apollo('Apollo 4', apollo4);
process.exit(0);
