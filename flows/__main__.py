"""`python -m flows`: serve all deployments until stopped."""

from prefect import serve

from flows.deployments import deployments
from flows.network import limit_network

if __name__ == "__main__":
    limit_network()
    serve(*deployments())
