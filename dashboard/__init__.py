"""The screens: Streamlit pages over `graph` and `ingest`. `launch` starts them; `app` is the script Streamlit runs."""
