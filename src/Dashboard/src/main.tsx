import '@/app.css';
