"""The script Streamlit runs."""

import streamlit as st

st.title("源头")
