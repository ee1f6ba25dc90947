"""`python -m flows`: serve all deployments until stopped."""

from prefect import serve

from flows.deployments import deployments

if __name__ == "__main__":
    serve(*deployments())
